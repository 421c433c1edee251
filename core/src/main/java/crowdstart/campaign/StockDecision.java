package crowdstart.campaign;

import java.util.List;

/**
 * What the rules make of a batch.
 *
 * @param moves to be stored as one event; may be empty
 * @param totals what the stock comes to with the moves
 * @param answers one for each command, in their order; valid only once the moves are stored, also
 *     the refusals, since they may rest on holds of the same batch
 */
public record StockDecision(List<Move> moves, StockTotals totals, List<StockAnswer> answers) {
  public StockDecision {
    moves = List.copyOf(moves);
    answers = List.copyOf(answers);
  }
}
