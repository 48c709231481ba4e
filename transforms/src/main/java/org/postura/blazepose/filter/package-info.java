/** What is smoothed over time, and the time that the smoothing sees. */
package org.postura.blazepose.filter;
