import numpy
from sklearn import ensemble as ens
from sklearn.cluster import KMeans
from sklearn.datasets import fetch_covtype, load_iris, make_blobs
from sklearn.decomposition import PCA, TruncatedSVD
from sklearn.ensemble import AdaBoostClassifier, BaggingClassifier, RandomForestClassifier
from sklearn.linear_model import ElasticNet, Lasso, LogisticRegression, Perceptron, Ridge, SGDClassifier
from sklearn.model_selection import KFold, RandomizedSearchCV, ShuffleSplit, StratifiedKFold, learning_curve, train_test_split
from sklearn.svm import SVC, LinearSVC
from sklearn.tree import DecisionTreeClassifier
from xgboost import XGBClassifier

X, y = make_blobs(n_samples=1300, random_state=None)  # want "sklearn.datasets.make_blobs differs from run to run"
a, b = train_test_split(X, y, test_size=0.2)  # want "train_test_split"
RandomForestClassifier()  # want "RandomForestClassifier"
ens.ExtraTreesClassifier(10,)  # want "ExtraTreesClassifier"
KMeans(8)  # want "KMeans"
KFold(5, shuffle=True)  # want "KFold"
KFold(5, True)  # want "KFold"
ShuffleSplit(  # want "ShuffleSplit"
    3,
    test_size=0.1,  # a tenth
)
SVC(probability=True)  # want "SVC"
LogisticRegression(solver="sag")  # want "LogisticRegression"
LogisticRegression(solver='liblinear')  # want "LogisticRegression"
Ridge(solver="saga")  # want "Ridge"
Lasso(selection="random")  # want "Lasso"
ElasticNet(selection='random')  # want "ElasticNet"
PCA(2, svd_solver="randomized")  # want "PCA"
TruncatedSVD(2)  # want "TruncatedSVD"
LinearSVC()  # want "LinearSVC"
SGDClassifier()  # want "SGDClassifier"
learning_curve(model, X, y, shuffle=True)  # want "learning_curve"
fetch_covtype(shuffle=True)  # want "fetch_covtype"
RandomizedSearchCV(SVC(), space)  # want "RandomizedSearchCV"
AdaBoostClassifier(DecisionTreeClassifier(max_depth=1))  # want "AdaBoostClassifier" "DecisionTreeClassifier"

# These draw nothing, or draw from what they are given.
load_iris()
train_test_split(X, y, shuffle=False)
train_test_split(X, y, random_state=0)
train_test_split(X, y, shuffle=cfg.shuffle)
train_test_split(X, y, **options)
RandomForestClassifier(random_state=seed)
KFold(5)
KFold(n_splits=5, shuffle=False)
KFold(5, True, 3)
StratifiedKFold(5)
SVC()
SVC(probability=False)
LogisticRegression()
LogisticRegression(solver=solver)
Ridge()
Lasso()
ElasticNet()
PCA(2)
TruncatedSVD(2, algorithm="arpack")
LinearSVC(dual=False)
SGDClassifier(shuffle=False)
Perceptron()
learning_curve(model, X, y)
fetch_covtype()
BaggingClassifier(DecisionTreeClassifier(), random_state=1)
XGBClassifier()
