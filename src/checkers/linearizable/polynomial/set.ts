// Sets.

import type { PolynomialCheck } from './polynomial';

export const setCheck: PolynomialCheck = () => null;
