// The pages beside the chat.
import '../compare.test.ts';
import '../inspector.test.ts';
import '../inspectorKeyboard.test.ts';
import '../inspectorLink.test.ts';
import '../inspectorPage.test.ts';
import '../inspectorScale.test.ts';
import '../inspectorUnits.test.ts';
import '../report.test.ts';
