import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import WebSocket from 'ws';
import type { ServerMessage } from '#lib/wire/messages.ts';
import { root } from '../../scripts/lib/project.mjs';
import { typeScriptCommand } from '../../scripts/lib/run-child.mjs';
import { eventLine } from '../ingest/ingest-server.ts';
import { startChild } from '../support/child-program.ts';
import { freePort } from '../support/free-port.ts';
import { withTempDir } from '../support/temp-dir.ts';
import { waitUntil } from '../support/wait-until.ts';

const PASSWORD = 'a-long-test-password';
const START = Date.UTC(1999, 0, 4, 8);

/** What the board of a floor says first, and a state of it that fits. */
async function watchBoard(baseUrl: string, cookie: string): Promise<ServerMessage[]> {
  const socket = new WebSocket(`${baseUrl.replace('http', 'ws')}/api/v1/stream`, { headers: { cookie } });
  const heard: ServerMessage[] = [];
  socket.on('message', (data) => {
    const message = JSON.parse(String(data)) as ServerMessage;
    heard.push(message);
    if (message.type === 'hello') {
      socket.send(JSON.stringify({ type: 'subscribe', request: 1, board: 'inbound', scope: { sites: 'all' } }));
    }
  });
  await waitUntil(() => JSON.stringify(heard).includes('"queue_depth":1'), {
    timeoutMs: 30_000,
    what: 'the waiting call on the board',
  });
  socket.close();
  return heard;
}

test(
  '[RP11] at 60x a floor of its own plays the past by its own clock, and Ctrl-C ends it',
  { timeout: 180_000 },
  async () => {
    await withTempDir(async (directory) => {
      const file = join(directory, 'day');
      // A call enters the queue 30 s into the day and stays there: half a real second at this speed.
      const waiting = {
        media: 'voice',
        direction: 'in',
        waitMs: undefined,
        outcome: undefined,
        enqueuedAt: START + 30_000,
      };
      const lines = [
        eventLine(1, { at: START, t: 'ix.started', d: { site: 'cs', ix: 'i1' } }),
        eventLine(2, { at: START + 30_000, t: 'queue.entered' }, waiting),
        eventLine(3, { at: START + 3_600_000, t: 'ix.ended', d: { site: 'cs', ix: 'i1' } }),
      ];
      writeFileSync(file, lines.join('\n'));
      const port = await freePort();
      const { program, args } = typeScriptCommand('src/cli/replay.ts', [file, '--speed', '60', '--port', String(port)]);
      const env = { PATH: process.env.PATH, HOME: process.env.HOME, DATA_DIR: directory, ADMIN_PASSWORD: PASSWORD };
      const child = startChild(program, args, { cwd: root, env });
      try {
        const baseUrl = `http://localhost:${port}`;
        await waitUntil(() => child.output().includes(`${baseUrl}/tv/inbound`) || child.end(), {
          timeoutMs: 120_000,
          what: 'the floor',
        });
        expect(child.end(), child.output()).toBeNull();
        const login = await fetch(`${baseUrl}/login`, {
          method: 'POST',
          redirect: 'manual',
          headers: { origin: baseUrl },
          body: new URLSearchParams({ name: 'admin', password: PASSWORD }),
        });
        const cookie = login.headers
          .getSetCookie()
          .map((text) => text.split(';')[0])
          .join('; ');
        const heard = await watchBoard(baseUrl, cookie);
        const hello = heard.find((message) => message.type === 'hello')!;
        expect(hello.speed).toBe(60);
        expect(new Date(hello.serverNow).getUTCFullYear()).toBe(1999);
        child.signal('SIGINT');
        expect((await child.ended).code).toBe(130);
        await expect(fetch(`${baseUrl}/healthz`)).rejects.toThrow();
      } finally {
        await child.kill();
      }
    });
  },
);
