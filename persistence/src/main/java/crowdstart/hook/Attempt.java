package crowdstart.hook;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One try to send a delivery.
 *
 * @param number from 1, over all rounds
 * @param at when it began
 * @param status what was answered; null when nothing was
 * @param error why nothing was, in a word; null when something was
 */
public record Attempt(
    int number, Instant at, Duration took, @Nullable Integer status, @Nullable String error) {}
