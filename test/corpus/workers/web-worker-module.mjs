// A module worker of the web.
import { double } from './web-worker-double.mjs';

self.addEventListener('message', ({ data }) => postMessage(double(data)));
