/**
 * The torture test: worker processes over the real rooms on one database and one repository, and somebody who kills, stops and cuts off
 * whatever they depend on until every task has ended.
 *
 * <p>The workers are a slim main without Quarkus, so that a restart is cheap; what they run is the shipped code.
 */
@NullMarked
package dev.coppice.torture;

import org.jspecify.annotations.NullMarked;
