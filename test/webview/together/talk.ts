// What is said, as the chat shows it.
import '../chat/accessibility.test.ts';
import '../chat/agents.test.ts';
import '../chat/cards/cards.test.ts';
import '../chat/cards/choices.test.ts';
import '../chat/cards/messages.test.ts';
import '../chat/cards/sent.test.ts';
import '../chat/hostile.test.ts';
import '../chat/cards/imageHosts.test.ts';
import '../chat/language.test.ts';
import '../chat/layout.test.ts';
