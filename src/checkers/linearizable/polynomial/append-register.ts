// Append registers.

import type { PolynomialCheck } from './polynomial';

export const appendRegisterCheck: PolynomialCheck = () => null;
