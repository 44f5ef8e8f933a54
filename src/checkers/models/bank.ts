// Accounts between which money is transferred.

import type { Operation } from '../history/operation';
import { describeValue } from '../values/describe';
import { type CommonAction, defineModel, NO_EFFECT, neverRefused, type Reading } from './define-model';
import { illegal, type Model } from './model';
import { booleanOption, checkOptions, invalidOption } from './options';
import { isRefused, isUnknown } from './outcome';

export interface BankOptions {
  /** Balances at the beginning, by account: an object or a Map. Safe integers (cents), so that no order of additions loses digits. */
  readonly accounts: Readonly<Record<string, number>> | ReadonlyMap<string | number, number>;
  /** Whether balances may become negative. Default: false, what would overdraw an account is refused. */
  readonly overdraft?: boolean;
}

/** In the order of the accounts. */
type Balances = readonly number[];

/** `from` and `to` are positions of accounts, or OUTSIDE. */
type BankAction =
  | readonly ['move' | 'move or not' | 'refused move', from: number, to: number, amount: number]
  | readonly ['read', balances: Balances];

/** Stands for the world outside the bank: where deposits come from and withdrawals go. */
const OUTSIDE = -1;

/**
 * Operations: `transfer({ from, to, amount })`, `deposit({ to, amount })`, `withdraw({ from, amount })`, `read` -> the balances of all accounts (an object or
 * a Map). A transfer or withdrawal with outcome `mismatch` or result false was refused, as the account does not hold enough; any other
 * result says that it took place.
 * @throws TypeError for options it does not know or cannot use
 */
export function bank(options: BankOptions): Model<Balances> {
  checkOptions('bank', options, ['accounts', 'overdraft']);
  const overdraft = booleanOption('bank', 'overdraft', options.overdraft, false);
  const accounts = balancesOf(options.accounts);
  const isUsable = accounts !== null && accounts.size > 0 && [...accounts.values()].every(Number.isSafeInteger);
  if (!isUsable) {
    throw invalidOption('bank', 'accounts', 'an object or Map with a safe integer for each account', options.accounts);
  }
  const names = [...accounts.keys()];
  const expected = `accounts among ${names.join(', ')}`;

  function move(fields: readonly ('from' | 'to')[]) {
    return (operation: Operation, reading: Reading): BankAction => {
      const { input, outcome } = operation;
      const { from, to, amount } = (input ?? {}) as Readonly<Record<string, unknown>>;
      const source = fields.includes('from') ? names.indexOf(String(from)) : OUTSIDE;
      const target = fields.includes('to') ? names.indexOf(String(to)) : OUTSIDE;
      const isKnown = (!fields.includes('from') || source >= 0) && (!fields.includes('to') || target >= 0);
      if (!isKnown || !Number.isSafeInteger(amount) || (amount as number) < 0) {
        const shape = [...fields, 'amount'].join(', ');
        throw reading.malformed(
          `an input { ${shape} } with ${expected} and an amount that is an integer, 0 or more`,
          input,
        );
      }
      const name = isRefused(operation) ? 'refused move' : outcome === 'blocked' ? 'move or not' : 'move';
      return [name, source, target, amount as number];
    };
  }

  function read(operation: Operation, reading: Reading): BankAction | CommonAction {
    const { output, outcome } = operation;
    if (outcome === 'mismatch') return neverRefused(operation);
    if (isUnknown(operation) || output === undefined || output === null) return NO_EFFECT;
    const listed = balancesOf(output);
    if (listed === null || listed.size !== names.length || !names.every((name) => listed.has(name))) {
      throw reading.malformed(`a result with a balance for each of ${names.join(', ')}`, output);
    }
    return ['read', names.map((name) => listed.get(name) as number)];
  }

  return defineModel<Balances, BankAction>({
    name: 'bank',
    initial: [...accounts.values()],
    operations: { transfer: move(['from', 'to']), deposit: move(['to']), withdraw: move(['from']), read },
    apply(balances, action) {
      if (action[0] === 'read') {
        const wrong = balances.findIndex((balance, account) => balance !== action[1][account]);
        if (wrong < 0) return balances;
        return illegal(`read ${describeValue(action[1][wrong])} for ${names[wrong]}, which holds ${balances[wrong]}`);
      }
      const [name, from, to, amount] = action;
      const held = balances[from];
      // An unknown transfer that would be refused changes nothing, so leaving it out is as good.
      const suffices = overdraft || held === undefined || held >= amount;
      if (name === 'refused move')
        return suffices ? illegal(`it was refused, but nothing stands against it: ${describe(balances)}`) : balances;
      if (!suffices)
        return name === 'move or not'
          ? balances
          : illegal(`it takes ${amount} from ${names[from]}, which holds ${held}`);
      return balances.map(
        (balance, account) => balance + (account === to ? amount : 0) - (account === from ? amount : 0),
      );
    },
    pure: ([name, from, to, amount]) => name === 'read' || name === 'refused move' || amount === 0 || from === to,
    key: (balances) => balances.join(),
    describe,
  });

  function describe(balances: Balances): string {
    return `{${names.map((name, account) => `${name}: ${balances[account]}`).join(', ')}}`;
  }
}

/** By account, as text; null for what is neither object nor Map. */
function balancesOf(given: unknown): Map<string, number> | null {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return null;
  const isMap = Object.prototype.toString.call(given) === '[object Map]';
  const entries = isMap
    ? [...(given as ReadonlyMap<unknown, number>)]
    : Object.entries(given as Record<string, number>);
  return new Map(entries.map(([name, balance]) => [String(name), balance]));
}
