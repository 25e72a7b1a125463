import { existsSync } from 'node:fs';
import { ConfigurationError, readConfiguration } from './lib/runtime/environment.ts';
import { openLogger } from './lib/runtime/logger.ts';
import { start } from './lib/runtime/start.ts';
import type { RequestListener } from 'node:http';

/** The product: pages, API, sockets and everything behind them. Ends with code 0 after SIGTERM or SIGINT. */
async function main(): Promise<void> {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const configuration = readConfiguration(process.env);
  const logger = openLogger(configuration.logLevel, 'web');
  // The page handler reads these two when it is loaded.
  if (configuration.origin === null) process.env.PROTOCOL_HEADER = 'x-forwarded-proto';
  const { handler } = (await import(new URL('../build/handler.js', import.meta.url).href)) as {
    handler: RequestListener;
  };
  const running = await start(configuration, handler, logger);
  const url = configuration.origin ?? `http://localhost:${running.port}`;
  if (running.generatedPassword !== null) {
    process.stdout.write(`\n  Account: admin   Password: ${running.generatedPassword}   (shown this once)\n\n`);
  }
  process.stdout.write(`  Floorlight is on ${url}   The wall: ${url}/tv/inbound\n\n`);

  let stopping = false;
  const stop = (signal: string): void => {
    if (stopping) return;
    stopping = true;
    logger.info({ signal }, 'Stopping.');
    running.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        logger.error({ err: error }, 'Did not stop cleanly; what was acknowledged is durable.');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

main().catch((error: unknown) => {
  process.stderr.write(
    `${error instanceof ConfigurationError ? error.message : String(error instanceof Error ? error.stack : error)}\n`,
  );
  process.exit(1);
});
