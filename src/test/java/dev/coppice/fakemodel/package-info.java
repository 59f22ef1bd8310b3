/**
 * A model provider for tests: real agent CLIs talk to it as to the real one, and do what a test wants them to.
 *
 * <p>Knows nothing of Coppice; it binds the loopback interface only.
 */
@org.jspecify.annotations.NullMarked
package dev.coppice.fakemodel;
