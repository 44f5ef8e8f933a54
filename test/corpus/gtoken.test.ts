// gtoken 5.0.5: getToken() looks whether the token has expired, awaits a request and stores the answer; callers that arrive in the
// meantime all request a token (googleapis/node-gtoken#351).

import { generateKeyPairSync } from 'node:crypto';
import type * as Library from 'gtoken-fixed';
import { row } from './row';

let requests = 0;
jest.mock('gaxios', () => ({ request: mockTokenEndpoint }));

/** The token endpoint, in memory. */
async function mockTokenEndpoint() {
  const number = ++requests;
  return { data: { access_token: `token ${number}`, expires_in: 3600 } };
}

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 1024 });
const key = privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();

row<typeof Library>('gtoken', {
  invariant: 'one token request per expiry',
  bug: /"requests": [23]\b/,
  toy: 68.6,
  async scenario({ GoogleToken }) {
    requests = 0;
    const google = new GoogleToken({ email: 'service@example.com', scope: ['mail'], key });
    const caller = async () => {
      await null;
      return google.getToken();
    };
    await Promise.all([caller(), caller(), caller()]);
    expect({ requests }).toEqual({ requests: 1 });
  },
});
