/**
 * How Node runs a desk. V8 would collect the old generation each time it has grown by a tenth: under load every four seconds, a
 * tenth of a second each, on the thread that everybody waits for. Here it may double first, and what lives for a moment only
 * has room to die young. It costs some 100 MB. The Dockerfile and the benches say the same (`nodeFlags.test.ts`).
 */
export const NODE_FLAGS = ['--enable-source-maps', '--max-semi-space-size=32', '--heap-growing-percent=100'];
