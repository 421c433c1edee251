package crowdstart.payment;

import java.time.InstantSource;

/**
 * What every payment entity of a node shares.
 *
 * @param duties does what is owed
 * @param clock where the entity gets the time that it hands to the rules
 */
public record PaymentSettings(Duties duties, InstantSource clock) {}
