// Which models have a polynomial check.

import { models } from '../../../../src/checkers';
import { polynomialCheckFor } from '../../../../src/checkers/linearizable/polynomial';
import { appendRegisterCheck } from '../../../../src/checkers/linearizable/polynomial/append-register/append-register';
import { registerCheck } from '../../../../src/checkers/linearizable/polynomial/register/register';

it('is chosen by the structure that the model declares', () => {
  expect(polynomialCheckFor(models.register())).toBe(registerCheck);
  expect(polynomialCheckFor(models.casRegister())).toBe(registerCheck);
  expect(polynomialCheckFor(models.appendRegister())).toBe(appendRegisterCheck);
  expect(polynomialCheckFor(models.map().part!)).toBe(appendRegisterCheck);
});

it('is none for models of other structures', () => {
  expect(polynomialCheckFor(models.lock())).toBeUndefined();
  expect(polynomialCheckFor(models.set())).toBeUndefined();
});
