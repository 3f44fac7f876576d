// What testers do in the chat.
import '../composer.test.ts';
import '../composerQueue.test.ts';
import '../composerRecall.test.ts';
import '../conversation.test.ts';
import '../conversationControls.test.ts';
import '../emptyStates.test.ts';
import '../eventComposer.test.ts';
import '../eventComposerForms.test.ts';
import '../find.test.ts';
import '../keyboard.test.ts';
import '../kit.test.ts';
import '../lateFocus.test.ts';
import '../log.test.ts';
import '../logAnnouncements.test.ts';
import '../pagePool.test.ts';
import '../replay.test.ts';
