// Run as a process of its own: puts documents without end and prints each id once its put resolved, until it is killed.
import { openEmbeddedStore } from '#lib/store/embedded-store.ts';

const directory = process.argv[2];
if (directory === undefined) throw new Error('usage: put-and-stay.ts DIRECTORY');
const store = openEmbeddedStore({ directory, clock: { now: () => Date.now(), speed: 1 } });
for (let number = 0; ; number++) {
  await store.put('things', `n${number}`, { number });
  process.stdout.write(`${number}\n`);
  await new Promise((resolve) => setImmediate(resolve));
}
