"""Tools around a build: run one at a time, report errors plainly, keep the scripts of earlier deploys."""
