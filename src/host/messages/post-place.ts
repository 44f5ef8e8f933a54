// Where a message was sent: the call of `postMessage`, read from the stack. Only recorded runs ask for it, so exploring does not pay for it.

import { simulation } from '../../engine/simulation';
import { callHere } from '../native-call';

/** The site of the call of `postMessage` that runs. @param site what is said where nobody looks, or where no code of the user's is on the stack */
export function placeOfPost(site: number): number {
  const { recorder } = simulation;
  return recorder === null || recorder.isCrowded ? site : callHere('MESSAGEPORT', 'postMessage', site);
}
