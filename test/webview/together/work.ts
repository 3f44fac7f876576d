// What testers do in the chat.
import '../chat/composer/composer.test.ts';
import '../chat/composer/queue.test.ts';
import '../chat/composer/inputHistory.test.ts';
import '../chat/conversation.test.ts';
import '../chat/controls.test.ts';
import '../chat/log/emptyStates.test.ts';
import '../chat/composer/eventComposer.test.ts';
import '../chat/composer/eventForms.test.ts';
import '../chat/log/find.test.ts';
import '../chat/keyboard.test.ts';
import '../kit.test.ts';
import '../chat/log/lateFocus.test.ts';
import '../chat/log/log.test.ts';
import '../chat/log/rows.test.ts';
import '../chat/log/announcements.test.ts';
import '../pagePool.test.ts';
import '../chat/replay.test.ts';
