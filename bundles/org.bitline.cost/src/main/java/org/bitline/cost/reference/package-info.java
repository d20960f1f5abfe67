/** The reference cases of the cost library. */
package org.bitline.cost.reference;
