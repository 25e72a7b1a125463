import { redisMessage, type RedisConnection } from './redis-connection.ts';

/** How an answer of this Redis becomes durable: by itself, by WAITAOF after it, or not at all. */
export interface RedisDurability {
  mode: 'always' | 'waitaof' | 'none';
  /** Null where it is durable. */
  reason: string | null;
}

/** Asks Redis how it keeps what it acknowledges. Throws LogError where it cannot be reached. */
export async function readDurability(connection: RedisConnection): Promise<RedisDurability> {
  let settings: string[][];
  try {
    settings = (await connection.callAll([
      ['CONFIG', 'GET', 'appendonly'],
      ['CONFIG', 'GET', 'appendfsync'],
    ])) as string[][];
  } catch (error) {
    if (!/^(NOPERM|ERR unknown command)/.test(redisMessage(error))) throw error;
    return {
      mode: 'none',
      reason:
        'This Redis does not let us read appendonly and appendfsync (CONFIG is forbidden), so it is not known whether an acknowledged line survives.',
    };
  }
  const [appendOnly, appendFsync] = settings.map((pair) => pair[1]);
  if (appendOnly !== 'yes') {
    return {
      mode: 'none',
      reason:
        'This Redis runs with appendonly no: acknowledged lines are lost when it stops. Set appendonly yes and appendfsync always.',
    };
  }
  if (appendFsync === 'always') return { mode: 'always', reason: null };
  const info = (await connection.call('INFO', 'server')) as string;
  const [major = 0, minor = 0] = (/redis_version:([\d.]+)/.exec(info)?.[1] ?? '').split('.').map(Number);
  if (major > 7 || (major === 7 && minor >= 2)) return { mode: 'waitaof', reason: null };
  return {
    mode: 'none',
    reason: `This Redis runs with appendfsync ${appendFsync}: lines acknowledged shortly before a power loss are lost. Set appendfsync always.`,
  };
}
