import { changedSources } from '../../src/trace';

describe('changedSources', () => {
  const trace = { sources: { 'src/b.ts': '2', 'src/a.ts': '1', 'test/a.test.ts': '3' } };

  it('is empty when every file is what it was', () => {
    expect(changedSources(trace, { ...trace.sources })).toEqual([]);
  });

  it('names changed, absent and new files, changed ones first', () => {
    expect(changedSources(trace, { 'src/new.ts': '9', 'src/a.ts': '1', 'test/a.test.ts': '4' })).toEqual([
      { file: 'test/a.test.ts', change: 'changed' },
      { file: 'src/b.ts', change: 'absent' },
      { file: 'src/new.ts', change: 'new' },
    ]);
  });

  it('is not fooled by file names that objects have from birth', () => {
    expect(changedSources({ sources: { constructor: '1' } }, {})).toEqual([{ file: 'constructor', change: 'absent' }]);
  });
});
