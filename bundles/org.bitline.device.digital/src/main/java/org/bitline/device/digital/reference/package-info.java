/** Reference cases of the family {@code digital}. */
package org.bitline.device.digital.reference;
