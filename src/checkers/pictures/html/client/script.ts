// The whole script of the page, put together from its parts.

import { CONTROLS } from './controls';
import { DRAWING } from './drawing';
import { LAYOUT } from './layout';
import { PANEL } from './panel';

export const SCRIPT = `(() => {
'use strict';
const MONOSPACE = 'ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", "Liberation Mono", monospace';
${LAYOUT}${DRAWING}${PANEL}${CONTROLS}
})();`;
