/** Version of this SDK, sent with every request. A server of a newer major refuses it with `incompatible-client`. */
export const version = '1.0.0'
