/**
 * `down`: the warehouse cannot be reached or is closed; trying again may help. `disk_full`: it has no room to write.
 * `query`: it refused the statement; the same statement will be refused again.
 */
export type WarehouseErrorCode = 'down' | 'query' | 'disk_full';

/** What the warehouse could not do. `engineCode` is ClickHouse's own number, where there is one. */
export class WarehouseError extends Error {
  readonly code: WarehouseErrorCode;
  readonly engineCode: number | null;
  constructor(code: WarehouseErrorCode, message: string, engineCode: number | null, options?: ErrorOptions) {
    super(message, options);
    this.name = 'WarehouseError';
    this.code = code;
    this.engineCode = engineCode;
  }
}

/** ClickHouse error numbers that say "no room": NOT_ENOUGH_SPACE, CANNOT_WRITE_TO_FILE_DESCRIPTOR, CANNOT_WRITE_TO_OSTREAM. */
const NO_ROOM = new Set([243, 75, 21]);

/** ClickHouse error numbers of a server that is there and cannot serve now: timeouts, network, memory, too many queries or parts, shutting down. */
const TRANSIENT = new Set([159, 202, 209, 210, 236, 241, 242, 252, 279, 439, 999]);

/** The typed error of anything that the client threw. */
export function warehouseError(thrown: unknown, doing: string): WarehouseError {
  if (thrown instanceof WarehouseError) return thrown;
  const cause = thrown instanceof Error ? thrown : new Error(String(thrown));
  const code = Number((cause as { code?: unknown }).code);
  if (Number.isInteger(code)) {
    if (NO_ROOM.has(code) || /no space left/i.test(cause.message)) {
      return new WarehouseError(
        'disk_full',
        `${doing}: the disk of the warehouse is full. Nothing is lost: the log keeps the events until there is room. Free space. (${cause.message})`,
        code,
        { cause },
      );
    }
    if (TRANSIENT.has(code))
      return new WarehouseError('down', `${doing}: the warehouse cannot serve now. (${cause.message})`, code, {
        cause,
      });
    return new WarehouseError('query', `${doing}: the warehouse refused it. (${cause.message})`, code, { cause });
  }
  return new WarehouseError(
    'down',
    `${doing}: the warehouse cannot be reached. Reports wait; the log keeps the events. (${cause.message})`,
    null,
    { cause },
  );
}
