/** Joins the parts of a key, and the members of a list that is kept as one text: no id of the contract holds it. */
export const SEPARATOR = '\u001f';
