/** From a mapping problem of the API to plain numbers, and back to a plan with reasons. */
package org.bitline.mapper.graph;
