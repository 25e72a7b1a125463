// Preloaded into programs that our scripts start: when the starter is gone (closed terminal, kill -9), the program
// stops as if it had been asked to, instead of keeping its port and its data directory.
import { isMainThread } from 'node:worker_threads';

if (isMainThread && process.channel) {
  process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  process.channel.unref();
}
