// A picture as one HTML page that stands alone: a timeline to zoom, search and filter.

import type { Picture } from '../picture';
import { packPicture } from './pack-picture';
import { page } from './page';

/**
 * @returns HTML without references to anything outside. Links to it may end in `#operation-3` (the picture's word for a bar, and its number) or in `#step-12`,
 * which selects what began last at that step.
 */
export function drawPage(picture: Picture): string {
  return page(picture, packPicture(picture));
}
