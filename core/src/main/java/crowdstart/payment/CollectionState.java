package crowdstart.payment;

import crowdstart.campaign.Stage;

/** A collection run as it stands. What it has come to is seen from the payments themselves. */
public sealed interface CollectionState {
  /** The campaign has not closed. */
  record Absent() implements CollectionState {}

  record Running(Stage outcome) implements CollectionState {}

  /** Nothing new is charged or released until somebody resumes it. */
  record Paused(Stage outcome) implements CollectionState {}

  static CollectionState evolve(CollectionState state, CollectionEvent event) {
    return switch (event) {
      case CollectionEvent.Begun(Stage outcome, _) when state instanceof Absent ->
          new Running(outcome);
      case CollectionEvent.Paused _ when state instanceof Running(Stage outcome) ->
          new Paused(outcome);
      case CollectionEvent.Resumed _ when state instanceof Paused(Stage outcome) ->
          new Running(outcome);
      case CollectionEvent.Begun _, CollectionEvent.Paused _, CollectionEvent.Resumed _ ->
          throw new IllegalStateException(
              event.getClass().getSimpleName()
                  + " cannot follow "
                  + state.getClass().getSimpleName());
    };
  }
}
