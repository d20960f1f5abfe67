/** The command line: picocli commands over the services of the other bundles. */
package org.bitline.cli;
