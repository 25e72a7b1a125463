import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { migrate, MIGRATIONS_DIRECTORY, readMigrations } from '#lib/warehouse/migrate.ts';
import { optionalText, optionalWhole, sqlText, textField, textsField } from '#lib/warehouse/tab-separated.ts';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import { WarehouseError } from '#lib/warehouse/warehouse-error.ts';
import { openSpaces, type Spaces } from './spaces.ts';

const AWKWARD = ["it's", 'a\tb', 'a\nb', 'back\\slash', 'nul\0', '\\N', 'ряд 数字 🎧', '', '[1,2]', "'],['", '\r'];

/** What every connection to the warehouse keeps. */
export function registerWarehouseContract(kind: Warehouse['kind']): void {
  describe(`warehouse, ${kind}`, () => {
    let spaces: Spaces;
    let warehouse: Warehouse;
    beforeAll(async () => {
      spaces = await openSpaces(kind);
      warehouse = await spaces.fresh();
    }, 60_000);
    afterAll(() => spaces.close());

    test('[WH1] texts, lists and whole numbers come back as they were written', async () => {
      await warehouse.command(
        'CREATE TABLE sample (i Int64, s String, o Nullable(String), w Nullable(Int64), l Array(LowCardinality(String))) ENGINE = MergeTree ORDER BY i',
      );
      const whole = [Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER, 0, -1];
      const rows = AWKWARD.map((text, i) => ({
        i,
        s: text,
        o: i % 2 ? text : null,
        w: whole[i] ?? null,
        l: AWKWARD.slice(0, i),
      }));
      await warehouse.insert(
        'sample',
        ['i', 's', 'o', 'w', 'l'],
        rows.map(
          ({ i, s, o, w, l }) => `${i}\t${textField(s)}\t${optionalText(o)}\t${optionalWhole(w)}\t${textsField(l)}\n`,
        ),
      );
      expect(await warehouse.query('SELECT * FROM sample ORDER BY i')).toEqual(rows);
    });

    test('[WH1] parameters and literals are data, whatever stands in them', async () => {
      for (const text of AWKWARD) {
        expect(await warehouse.query(`SELECT ${sqlText(text)} AS text`)).toEqual([{ text }]);
      }
      const parameters = { text: "x' OR 1 = 1 --", list: ["a'b", 'c\\d'], whole: 5, none: null };
      expect(
        await warehouse.query(
          'SELECT {text: String} AS text, {list: Array(String)} AS list, {whole: Int64} AS whole, {none: Nullable(String)} AS none',
          parameters,
        ),
      ).toEqual([parameters]);
    });

    test('[WH2] a refused statement is an error `query` with the number of the engine', async () => {
      const refused = await warehouse.query('SELECT nothing FROM nowhere').catch((thrown: unknown) => thrown);
      expect(refused).toBeInstanceOf(WarehouseError);
      expect(refused).toMatchObject({ code: 'query', engineCode: 60 });
      await expect(warehouse.insert('nowhere', ['a'], ['1\n'])).rejects.toMatchObject({ code: 'query' });
      await expect(warehouse.command('SELECT (')).rejects.toMatchObject({ code: 'query', engineCode: 62 });
      await expect(warehouse.ping()).resolves.toBeUndefined();
    });

    test('[WH2] a closed warehouse is an error `down`', async () => {
      const other = await spaces.again(warehouse);
      await other.close();
      await other.close();
      await expect(other.query('SELECT 1')).rejects.toMatchObject({ code: 'down' });
      await expect(other.insert('sample', ['i'], ['1\n'])).rejects.toMatchObject({ code: 'down' });
      await expect(warehouse.ping()).resolves.toBeUndefined();
    });

    test('[WH3] migrations are applied once, in order, and may be run again from the middle', async () => {
      const bare = await spaces.bare();
      const all = (await readMigrations(MIGRATIONS_DIRECTORY)).map(({ number }) => number);
      expect(await migrate(bare)).toEqual(all);
      expect(await migrate(bare)).toEqual([]);
      // As after a crash between the statements of a migration and its record.
      await bare.command('TRUNCATE TABLE migration');
      expect(await migrate(bare)).toEqual(all);
    });

    test('[WH3] a warehouse made by a newer version is refused', async () => {
      const bare = await spaces.bare();
      await migrate(bare);
      await bare.insert('migration', ['number', 'name'], ['900\tof_the_future\n']);
      await expect(migrate(bare)).rejects.toThrow(/newer version/);
    });
  });
}
