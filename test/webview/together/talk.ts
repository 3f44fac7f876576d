// What is said, as the chat shows it.
import '../accessibility.test.ts';
import '../agents.test.ts';
import '../cards.test.ts';
import '../cardsChoices.test.ts';
import '../cardsMessages.test.ts';
import '../cardsSent.test.ts';
import '../hostile.test.ts';
import '../imageHosts.test.ts';
import '../language.test.ts';
import '../markup.test.ts';
import '../units.test.ts';
import '../webviewHtml.test.ts';
