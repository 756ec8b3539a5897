package org.samspill.actors;

/** The weighted sum that Norwegian check digits rest on: sum plus check digit is divisible by eleven. */
final class Modulus11 {

    private Modulus11() {}

    /** Each of the first digits times its weight, added up. */
    static int sum(String digits, int[] weights) {
        int sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += (digits.charAt(i) - '0') * weights[i];
        }
        return sum;
    }
}
