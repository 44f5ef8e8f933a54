// A store with a reducer. A thunk looks at the state, asks the server, and dispatches.

export interface Stock {
  readonly left: number;
  readonly sold: readonly string[];
}

type Action = { type: 'sold'; to: string };
type Thunk<T> = (dispatch: (action: Action) => void, getState: () => Stock) => Promise<T>;

function reducer(state: Stock, action: Action): Stock {
  switch (action.type) {
    case 'sold':
      return { left: state.left - 1, sold: [...state.sold, action.to] };
  }
}

export function createStore(initial: Stock) {
  let state = initial;
  const dispatch = (action: Action) => {
    state = reducer(state, action);
  };
  return {
    getState: () => state,
    dispatch,
    run: <T>(thunk: Thunk<T>) => thunk(dispatch, () => state),
  };
}

export const buy =
  (who: string, charge: (who: string) => Promise<void>): Thunk<boolean> =>
  async (dispatch, getState) => {
    if (getState().left === 0) return false;
    await charge(who);
    dispatch({ type: 'sold', to: who });
    return true;
  };
