/** The yardstick of the measurements: what the Java runtime alone costs. */
final class Empty {
  private Empty() {}

  public static void main(String[] arguments) {}
}
