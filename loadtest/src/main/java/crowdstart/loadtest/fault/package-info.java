/**
 * The fault run: three nodes, PostgreSQL and the payment sandbox, each in a network of its own, and
 * everything that can go wrong between and inside them, by a schedule that a seed makes.
 */
@NullMarked
package crowdstart.loadtest.fault;

import org.jspecify.annotations.NullMarked;
