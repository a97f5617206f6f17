// SPDX-License-Identifier: Apache-2.0
package org.mish4j.bench;

/** Says why a candidate can't run on this machine. It is reported with its reason; the others go on. */
public final class UnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes one.
     *
     * @param reason one sentence without a final period
     */
    public UnavailableException(String reason) {
        super(reason);
    }

    /**
     * Makes one for an error of the candidate's library.
     *
     * @param reason one sentence without a final period
     */
    public UnavailableException(String reason, Throwable cause) {
        super(reason, cause);
    }

    /**
     * Makes one of what another library has thrown.
     *
     * @param candidate its name
     * @param action what it can't do, such as "load 'resnet50'"
     */
    public static UnavailableException of(String candidate, String action, Throwable cause) {
        String message = cause.getMessage() == null
                ? cause.toString()
                : cause.getMessage().strip().replaceAll("\\s+", " ");
        return new UnavailableException("%s can't %s: %s".formatted(candidate, action, message), cause);
    }
}
