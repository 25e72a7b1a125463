import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Warehouse } from './warehouse.ts';
import { WarehouseError } from './warehouse-error.ts';
import { textField } from './tab-separated.ts';

/** The migrations that come with the product. */
export const MIGRATIONS_DIRECTORY = fileURLToPath(new URL('../../../clickhouse/', import.meta.url));

export interface Migration {
  number: number;
  name: string;
  statements: string[];
}

const FILE = /^(\d{4})_([a-z0-9_]+)\.sql$/;

/**
 * The migrations of a directory, by number. Throws where a number is missing or stands twice: a gap would be filled later
 * by a file that newer warehouses never see.
 */
export async function readMigrations(directory: string): Promise<Migration[]> {
  const files = (await readdir(directory)).filter((file) => file.endsWith('.sql')).sort();
  const migrations: Migration[] = [];
  for (const file of files) {
    const match = FILE.exec(file);
    if (!match) throw new Error(`${file} is not named like 0001_what_it_makes.sql.`);
    const number = Number(match[1]);
    if (number !== migrations.length + 1)
      throw new Error(`${file}: the next migration must have number ${migrations.length + 1}.`);
    migrations.push({
      number,
      name: match[2]!,
      statements: statementsOf(await readFile(`${directory}/${file}`, 'utf8')),
    });
  }
  return migrations;
}

/** Statements end with a semicolon at the end of a line; lines that begin with `--` are comments. */
function statementsOf(text: string): string[] {
  const code = text
    .split('\n')
    .filter((line) => !line.trimStart().startsWith('--'))
    .join('\n');
  return code
    .split(/;\s*(?:\n|$)/)
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '');
}

/**
 * Brings the tables to the newest form; returns the numbers applied. Statements are idempotent, so a migration that was
 * cut short by a crash is simply run again. Throws WarehouseError; a warehouse made by a newer version is refused.
 */
export async function migrate(warehouse: Warehouse, directory = MIGRATIONS_DIRECTORY): Promise<number[]> {
  const migrations = await readMigrations(directory);
  await warehouse.command(
    'CREATE TABLE IF NOT EXISTS migration (number UInt32, name String, applied_at DateTime DEFAULT now()) ENGINE = ReplacingMergeTree ORDER BY number',
  );
  const applied = await warehouse.query<{ number: number }>('SELECT DISTINCT number FROM migration ORDER BY number');
  const known = new Set(applied.map(({ number }) => number));
  const newest = Math.max(0, ...known);
  if (newest > migrations.length) {
    throw new WarehouseError(
      'query',
      `The warehouse was made by a newer version (migration ${newest}; this version knows ${migrations.length}). Start that version, or another data directory.`,
      null,
    );
  }
  const done: number[] = [];
  for (const { number, name, statements } of migrations) {
    if (known.has(number)) continue;
    for (const statement of statements) await warehouse.command(statement);
    await warehouse.insert('migration', ['number', 'name'], [`${number}\t${textField(name)}\n`]);
    done.push(number);
  }
  return done;
}
