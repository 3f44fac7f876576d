// The pages beside the chat.
import '../compare/compare.test.ts';
import '../compare/marks.test.ts';
import '../inspector/inspector.test.ts';
import '../inspector/keyboard.test.ts';
import '../inspector/messageLink.test.ts';
import '../inspector/page.test.ts';
import '../inspector/scale.test.ts';
import '../connection/connectionReport.test.ts';
