// graphql-ws 5.14.0, server: the connection counts as acknowledged only after the send of connection_ack has ended; a quick client
// subscribes before that and is thrown out with 4401 Unauthorized (enisdenjo/graphql-ws#506).

import { GraphQLObjectType, GraphQLSchema, GraphQLString } from 'graphql';
import type * as Library from 'graphql-ws-fixed';
import { FakeSocket } from './fakes/graphql-socket';
import { row } from './row';

const fields = { greeting: { type: GraphQLString, resolve: () => 'hello' } };
const schema = new GraphQLSchema({ query: new GraphQLObjectType({ name: 'Query', fields }) });

row<typeof Library>('graphql-ws', {
  invariant: 'a client that has seen connection_ack may subscribe',
  bug: /4401/,
  toy: 47.9,
  async scenario({ makeServer }) {
    const server = makeServer({ schema });
    const socket = new FakeSocket();
    server.opened(socket, {});
    socket.receive({ type: 'connection_init' });
    await socket.sent('connection_ack');
    socket.receive({ type: 'subscribe', id: '1', payload: { query: '{ greeting }' } });
    await socket.sent('next');
    expect(socket.closedWith).toBeNull();
  },
});
