// Stores, observables and state machines used as their manuals say: rxjs, zustand, mobx, xstate, redux-saga, query-core.

import { QueryClient, QueryObserver } from '@tanstack/query-core';
import { flowResult, makeAutoObservable, when } from 'mobx';
import { applyMiddleware, legacy_createStore } from 'redux';
import createSagaMiddleware from 'redux-saga';
import { call, put, takeLatest } from 'redux-saga/effects';
import { concatMap, from, lastValueFrom, mergeMap, Subject, switchMap, toArray } from 'rxjs';
import { createActor, fromPromise, setup, waitFor } from 'xstate';
import { createJSONStorage, persist } from 'zustand/middleware';
import { createStore } from 'zustand/vanilla';
import { silent } from './silent';

const search = async (query: string) => `results of ${query}`;

silent('rxjs, switchMap shows the latest answer', async () => {
  const queries = new Subject<string>();
  let shown = '';
  const done = new Promise<void>((resolve) => {
    queries.pipe(switchMap((query) => from(search(query)))).subscribe({
      next: (results) => {
        shown = results;
      },
      complete: resolve,
    });
  });
  queries.next('a');
  await null;
  queries.next('ab');
  queries.complete();
  await done;
  expect(shown).toBe('results of ab');
});

silent('rxjs, concatMap keeps the order and mergeMap the elements', async () => {
  const ordered = from(['a', 'b', 'c']).pipe(concatMap(search), toArray());
  const merged = from(['a', 'b', 'c']).pipe(mergeMap(search, 2), toArray());
  const expected = ['results of a', 'results of b', 'results of c'];
  expect(await lastValueFrom(ordered)).toEqual(expected);
  expect([...(await lastValueFrom(merged))].sort()).toEqual(expected);
});

silent('zustand, the last rehydration wins', async () => {
  let stored = 0;
  const storage = {
    getItem: async () => JSON.stringify({ state: { version: stored }, version: 0 }),
    setItem: async () => {},
    removeItem: async () => {},
  };
  const options = { name: 'settings', skipHydration: true, storage: createJSONStorage(() => storage) };
  const store = createStore(persist(() => ({ version: -1 }), options));
  const first = store.persist.rehydrate();
  stored = 1;
  await Promise.all([first, store.persist.rehydrate()]);
  expect(store.getState()).toEqual({ version: 1 });
});

class SearchBox {
  shown = '';
  private running: { cancel(): void } | null = null;

  constructor() {
    makeAutoObservable(this, { type: false });
  }

  *search(query: string): Generator<Promise<string>, void, string> {
    this.shown = yield search(query);
  }

  type(query: string): Promise<void> {
    this.running?.cancel();
    // makeAutoObservable has made a flow of the generator.
    const run = flowResult(this.search(query));
    this.running = run;
    return run.catch(() => {});
  }
}

silent('mobx, a cancelled flow writes nothing', async () => {
  const box = new SearchBox();
  const first = box.type('a');
  await null;
  const second = box.type('ab');
  await when(() => box.shown === 'results of ab');
  await Promise.all([first, second]);
  expect(box.shown).toBe('results of ab');
});

silent('xstate, invoked promises of states that were left are ignored', async () => {
  const machine = setup({ actors: { load: fromPromise(async ({ input }: { input: string }) => search(input)) } });
  const actor = createActor(
    machine.createMachine({
      initial: 'first',
      states: {
        first: { invoke: { src: 'load', input: 'a', onDone: 'wrong' }, on: { SKIP: 'second' } },
        second: { invoke: { src: 'load', input: 'ab', onDone: 'done' } },
        wrong: { on: { SKIP: 'second' } },
        done: { type: 'final' },
      },
    }),
  );
  actor.start();
  await null;
  actor.send({ type: 'SKIP' });
  await waitFor(actor, (snapshot) => snapshot.status === 'done', { timeout: Number.POSITIVE_INFINITY });
  expect(actor.getSnapshot().value).toBe('done');
});

silent('redux-saga, takeLatest', async () => {
  const sagas = createSagaMiddleware();
  const shown = (state: string | undefined, action: { type: string; results?: string }) =>
    action.type === 'found' ? (action.results ?? '') : (state ?? '');
  const store = legacy_createStore(shown, applyMiddleware(sagas));
  sagas.run(function* root() {
    yield takeLatest('search', function* searching({ query }: { type: string; query: string }) {
      const results: string = yield call(search, query);
      yield put({ type: 'found', results });
    });
  });
  store.dispatch({ type: 'search', query: 'a' } as never);
  await null;
  store.dispatch({ type: 'search', query: 'ab' } as never);
  await new Promise<void>((resolve) => {
    const look = () => {
      if (store.getState() === 'results of ab') resolve();
    };
    store.subscribe(look);
    look();
  });
  await null;
  expect(store.getState()).toBe('results of ab');
});

silent('query-core de-duplicates fetches and shows the answer', async () => {
  let fetches = 0;
  const client = new QueryClient();
  const queryFn = async () => {
    fetches++;
    return 'page';
  };
  const options = { queryKey: ['page'], queryFn, retry: false, staleTime: 60_000 };
  const observer = new QueryObserver(client, options);
  const stop = observer.subscribe(() => {});
  const reader = async () => {
    await null;
    return client.fetchQuery(options);
  };
  expect(await Promise.all([reader(), reader()])).toEqual(['page', 'page']);
  expect(fetches).toBe(1);
  stop();
  client.clear();
});
