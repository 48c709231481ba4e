package org.postura.store;

/**
 * Faults for a JVM that no test can reach into, by the environment variable {@value #VARIABLE}:
 * rules separated by {@code ;}, each {@code FAULT OPERATION GLOB [SKIP [TIMES]]}, for instance
 * {@code halt DELETE **}{@code /_postura/tmp/* 3} to be gone, as by {@code kill -9}, between copy
 * and delete of the fourth rename.
 */
final class FaultsOfCommand {
  static final String VARIABLE = "POSTURA_TEST_FAULTS";

  private FaultsOfCommand() {}

  static void install(ObjectStore store) {
    install(store, System.getenv().getOrDefault(VARIABLE, ""));
  }

  static void install(ObjectStore store, String rules) {
    for (String rule : rules.split(";")) {
      if (!rule.isBlank()) {
        String[] words = rule.strip().split("\\s+");
        FaultRule made = store.on(Operation.valueOf(words[1]), words[2]);
        if (words.length > 3) {
          made.skip(Integer.parseInt(words[3]));
        }
        if (words.length > 4) {
          made.times(Integer.parseInt(words[4]));
        }
        if (words[0].endsWith("-after")) {
          made.afterwards();
        }
        made.fail(fault(words[0].replaceFirst("-after$", "")));
      }
    }
  }

  private static Fault fault(String name) {
    return switch (name) {
      case "halt" -> Fault.halt();
      case "denied" -> Fault.accessDenied();
      case "unavailable" -> Fault.unavailable();
      case "precondition" -> Fault.preconditionFailed();
      case "reset" -> Fault.connectionReset();
      default -> throw new IllegalArgumentException("No fault is called \"%s\"".formatted(name));
    };
  }
}
