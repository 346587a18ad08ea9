/** The reference of the benchmarks: the cost of the Java runtime alone. */
final class Empty {
  private Empty() {}

  public static void main(String[] arguments) {}
}
