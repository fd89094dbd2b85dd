/** Session keys of 券面事項入力補助AP. */
export interface Session {
  readonly key: Uint8Array
}
