package io.basketwise.failure;

/**
 * A stop that the user can mend: what is wrong, why, and what to do. Printed as text without a
 * stack trace; anything else that is thrown is a bug or a broken machine, and keeps its trace.
 */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What was refused, each with the process's exit code. */
  public enum Kind {
    /** Wrong usage or configuration. */
    CONFIGURATION(2),
    /** An input table breaks its contract. */
    INPUTS(3),
    /** A gate refused the version; the last one stays live. */
    GATE(4),
    /** Another run holds the lock. */
    LOCKED(5),
    /** What earlier runs have left to be relied on is missing, damaged or of a newer build. */
    RECORD(6);

    private final int exitCode;

    Kind(int exitCode) {
      this.exitCode = exitCode;
    }

    /** The exit code of the process. */
    public int exitCode() {
      return exitCode;
    }
  }

  private final Kind kind;
  private final String problem;
  private final String reason;
  private final String remedy;

  private Refusal(Kind kind, String problem, String reason, String remedy) {
    super(problem + "\n  cause:  " + reason + "\n  remedy: " + remedy);
    this.kind = kind;
    this.problem = problem;
    this.reason = reason;
    this.remedy = remedy;
  }

  /** A configuration or a command line that cannot be used. */
  public static Refusal configuration(String problem, String cause, String remedy) {
    return new Refusal(Kind.CONFIGURATION, problem, cause, remedy);
  }

  /** An input table that breaks its contract. */
  public static Refusal inputs(String problem, String cause, String remedy) {
    return new Refusal(Kind.INPUTS, problem, cause, remedy);
  }

  /** A version that is not good enough to be published. */
  public static Refusal gate(String problem, String cause, String remedy) {
    return new Refusal(Kind.GATE, problem, cause, remedy);
  }

  /** A run that finds another one at work. */
  public static Refusal locked(String problem, String cause, String remedy) {
    return new Refusal(Kind.LOCKED, problem, cause, remedy);
  }

  /** The record of a run, or the list of erased people, that cannot be used. */
  public static Refusal record(String problem, String cause, String remedy) {
    return new Refusal(Kind.RECORD, problem, cause, remedy);
  }

  /** What was refused. */
  public Kind kind() {
    return kind;
  }

  /** What is wrong. */
  public String problem() {
    return problem;
  }

  /** Why. */
  public String reason() {
    return reason;
  }

  /** What to do. */
  public String remedy() {
    return remedy;
  }
}
