// The whole script of the page, put together from its parts.

import { BARS } from './bars';
import { CONTROLS } from './controls';
import { DRAWING } from './drawing';
import { LAYOUT } from './layout';
import { ORDER_LINE } from './order-line';
import { OVERVIEW } from './overview';
import { PANEL } from './panel';

export const SCRIPT = `(() => {
'use strict';
const MONOSPACE = 'ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", "Liberation Mono", monospace';
${LAYOUT}${DRAWING}${BARS}${ORDER_LINE}${OVERVIEW}${PANEL}${CONTROLS}
})();`;
