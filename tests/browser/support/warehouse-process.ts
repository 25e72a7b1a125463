import { execFileSync } from 'node:child_process';
import type { Product } from '../../support/product.ts';

/** The id of the process that holds the history of a running product. */
export function warehouseProcess({ dataDir }: Pick<Product, 'dataDir'>): number {
  const lines = execFileSync('ps', ['-axww', '-o', 'pid=,args='], { encoding: 'utf8' }).split('\n');
  const line = lines.find((text) => text.includes('warehouse-process.ts') && text.includes(dataDir));
  const id = Number(line?.trim().split(/\s+/)[0]);
  if (!Number.isInteger(id)) throw new Error(`No process holds the history of ${dataDir}.`);
  return id;
}
