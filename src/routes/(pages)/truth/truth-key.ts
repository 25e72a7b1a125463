/** Names what the page of proof shows, so that it can be asked for again. */
export const TRUTH_KEY = 'floorlight:truth';
