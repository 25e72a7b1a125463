/** Names what the home page shows of the running product, so that it can be asked for again. */
export const STATUS_KEY = 'floorlight:status';
