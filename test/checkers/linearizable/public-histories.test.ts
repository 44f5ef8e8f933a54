// The public histories of porcupine: verdicts, and how many configurations they take. The counts do not depend on the machine; a change of the search
// that makes them grow has to say so here.

import { checkLinearizable, explainViolation, models, readHistory } from '../../../src/checkers';
import { publicHistories, publicHistoriesExist } from '../history/public-histories';

const given = publicHistoriesExist ? describe : describe.skip;

given('../shared/data/histories: the public histories of porcupine', () => {
  const judged = publicHistories().filter(({ linearizable }) => linearizable !== null);
  const etcd = judged.filter(({ name }) => name.startsWith('etcd'));
  const stores = judged.filter(({ name }) => name.startsWith('c'));
  const modelOf = (name: string) => (name.startsWith('etcd') ? models.casRegister() : models.map({ initial: '' }));

  for (const { name, linearizable, text } of judged) {
    test(name, () => {
      const history = readHistory(text());
      const result = checkLinearizable(history, modelOf(name));
      expect(result.verdict).toBe(linearizable ? 'ok' : 'violation');
      if (linearizable) expect(result.witness?.length).toBeGreaterThan(0);
      else expect(result.stuck?.candidates.length).toBeGreaterThan(0);
    });
  }

  test('all 102 etcd logs take no more configurations than they did', () => {
    expect(etcd).toHaveLength(102);
    const model = models.casRegister();
    const counts = etcd.map(({ text }) => checkLinearizable(readHistory(text()), model).statistics.configurations);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(2924);
    expect(Math.max(...counts)).toBe(233);
  });

  test('the key/value logs take no more configurations than they did', () => {
    const counts = stores.map(({ name, text }) => {
      const { statistics } = checkLinearizable(readHistory(text()), models.map({ initial: '' }));
      return [name, statistics.configurations];
    });
    expect(Object.fromEntries(counts)).toEqual({
      'c01-bad': 8,
      'c01-ok': 33,
      'c10-bad': 0,
      'c10-ok': 202,
      'c50-bad': 5668,
      'c50-ok': 2240,
    });
  });

  test('a violation is explained by a few operations, a violation by themselves', () => {
    const sizes = etcd.slice(0, 12).flatMap(({ name, linearizable, text }) => {
      if (linearizable) return [];
      const history = readHistory(text());
      const model = modelOf(name);
      const { core, prefix } = explainViolation(history, model, checkLinearizable(history, model));
      expect(prefix.length).toBeLessThanOrEqual(history.length);
      return [core.length];
    });
    expect(sizes).toEqual([7, 9, 7, 6, 3, 4, 4, 5, 4]);
  });
});
